/* Search in pieces: gives Material's search the sections that may answer, instead of all.
   Its own worker, named in our address, ranks and marks them. See mkdocs_adapter/search_pieces.py. */
{
  const MOST = 16; // pieces of sections for an answer: about 2 kB each
  const [SETUP, , QUERY, RESULT] = [0, 1, 2, 3]; // Material's messages
  const root = new URL("../../../search/", location.href);
  const reply = self.postMessage.bind(self);
  const loaded = new Map();
  let index, separator, answered;
  let last = "";
  let before = Promise.resolve();

  const load = (path) => {
    if (!loaded.has(path)) {
      const piece = fetch(new URL(path, root)).then((response) => response.json());
      piece.catch(() => loaded.delete(path)); // the next question asks again
      loaded.set(path, piece);
    }
    return loaded.get(path);
  };

  const ask = (type, data) =>
    new Promise((resolve) => {
      answered = resolve;
      dispatchEvent(new MessageEvent("message", { data: { type, data } }));
    });

  /* The words of a question that Material will look for. */
  const wordsOf = (question) =>
    question
      .split(/\s+/)
      .filter((part) => !part.startsWith("-"))
      .flatMap((part) => part.replace(/^[+*"]+|[*"]+$|[~^]\d+$/g, "").split(separator))
      .filter(Boolean)
      .map((word) => word.toLowerCase())
      .filter((word) => (!index.config.pipeline.includes("stopWordFilter") || isTelling(word)));
  const isTelling = (word) => {
    const language = self.lunr[index.config.lang[0]] ?? self.lunr;
    return language.stopWordFilter(new self.lunr.Token(word)) !== undefined;
  };

  /* How well sections match, by number: how many of the words, and how telling they are. */
  const scoresOf = async (words) => {
    const scores = new Map();
    const { words: starts, most, sections } = index.docs;
    for (const word of words) {
      let number = -1; // of the piece with the longest first letters
      starts.forEach((start, one) => {
        if (word.startsWith(start) && start.length >= (starts[number] ?? "").length) number = one;
      });
      if (number < 0) continue;
      const best = new Map();
      for (const [known, listed] of Object.entries(await load(`words/${number}.json`))) {
        if (!known.startsWith(word)) continue;
        const telling = Math.log(1 + sections / listed.length) + (known === word);
        const matched = listed.length < most ? 1000 : 0;
        let code = 0;
        for (const step of listed) {
          code += step;
          const score = matched + telling * (code % 2 ? 2 : 1);
          const section = code >> 1;
          if (score > (best.get(section) ?? 0)) best.set(section, score);
        }
      }
      for (const [section, score] of best) scores.set(section, (scores.get(section) ?? 0) + score);
    }
    return scores;
  };

  /* The sections of the best pieces, each page's own entry before the others. */
  const sectionsFor = async (question) => {
    const best = new Map();
    const { starts } = index.docs;
    for (const [section, score] of await scoresOf(wordsOf(question))) {
      const after = starts.findIndex((start) => start > section);
      const piece = (after < 0 ? starts.length : after) - 1;
      if (score > (best.get(piece) ?? 0)) best.set(piece, score);
    }
    const chosen = [...best].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST);
    const numbers = chosen.map(([piece]) => piece).sort((a, b) => a - b);
    const pieces = await Promise.all(numbers.map((number) => load(`sections/${number}.json`)));
    const found = new Map();
    for (const entry of pieces.flat())
      if (!found.has(entry.location)) found.set(entry.location, { text: "", ...entry });
    return [...found.values()];
  };

  const answer = async ({ type, data }) => {
    if (type === SETUP) {
      index = data;
      separator = new RegExp(data.config.separator);
      return ask(SETUP, { ...data, docs: [] }); // it loads what it needs for the language
    }
    if (type !== QUERY) return ask(type, data);
    const docs = await sectionsFor(data);
    const names = docs.map((entry) => entry.location).join(" ");
    if (names !== last) await ask(SETUP, { ...index, docs });
    last = names;
    return ask(QUERY, data);
  };

  addEventListener("message", (event) => {
    if (!event.isTrusted) return; // ours, for Material's search
    event.stopImmediatePropagation();
    before = before.then(() => answer(event.data)).catch((error) => {
      console.warn(error);
      return { type: RESULT, data: { items: [] } };
    }).then(reply);
  });
  self.postMessage = (message) => answered(message);
  importScripts(location.search.slice(1));
}

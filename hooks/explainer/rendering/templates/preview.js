addEventListener("DOMContentLoaded", () => {
  const overlay = document.querySelector(".preview-overlay");
  overlay.checked = sessionStorage.getItem("overlay") === "on";
  const show = () => {
    sessionStorage.setItem("overlay", overlay.checked ? "on" : "off");
    CSS.highlights?.delete("uncited");
    if (overlay.checked) CSS.highlights?.set("uncited", new Highlight(...uncited()));
  };

  // Each uncited sentence as a range of the page, which may have curly quotation marks.
  const plain = (text) => text.replace(/[“”„]/g, '"').replace(/[‘’]/g, "'").replace(/\s/g, " ");
  function* uncited() {
    const sentences = [...document.querySelectorAll(".preview-sentence")].map((one) => plain(one.textContent));
    for (const block of document.querySelectorAll("article p, article li, article td, article dd")) {
      if (block.closest(".preview") || block.querySelector("p, li")) continue;
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      const text = plain(nodes.map((node) => node.data).join(""));
      for (const sentence of sentences) {
        const start = text.indexOf(sentence);
        if (start < 0) continue;
        const range = new Range();
        range.setStart(...spot(nodes, start));
        range.setEnd(...spot(nodes, start + sentence.length));
        yield range;
      }
    }
  }
  const spot = (nodes, at) => {
    for (const node of nodes) {
      if (at <= node.length) return [node, at];
      at -= node.length;
    }
  };

  overlay.addEventListener("change", show);
  show();
});

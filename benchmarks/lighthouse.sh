#!/usr/bin/env bash
# Lighthouse on the agenda, a topic, its record and the timeline, as a phone sees them: `make lighthouse`.
# Needs npm and Chromium. Three runs each: the figures of a busy machine differ.
set -euo pipefail
cd "$(dirname "$0")/.."
export CHROME_PATH="${CHROME_PATH:-/usr/bin/chromium}"
port=8123

set -m # a process group of its own: what npx starts ends with it
npx --yes serve@14 --no-port-switching --listen "$port" site >/dev/null 2>&1 &
server=$!
trap 'kill -- "-$server"' EXIT
until curl --silent --output /dev/null "http://localhost:$port/"; do sleep 0.3; done

for page in "" topics/venezuela/ topics/venezuela/record/ timeline/; do
  for _ in 1 2 3; do
    npx --yes lighthouse@12 "http://localhost:$port/$page" --quiet --output=json \
      --only-categories=performance,accessibility,best-practices,seo \
      --chrome-flags="--headless --no-sandbox --disable-gpu --disable-background-networking" |
      node -e '
        const { categories, audits, requestedUrl } = JSON.parse(require("fs").readFileSync(0));
        const scores = Object.values(categories).map((one) => `${one.id} ${Math.round(one.score * 100)}`);
        const told = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time",
          "cumulative-layout-shift", "total-byte-weight"].map((name) => `${name} ${audits[name].displayValue}`);
        console.log([requestedUrl, ...scores, ...told].join(", "));
      '
  done
done

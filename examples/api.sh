#!/bin/sh
# Ask a running chat (`citewire chat`) from the shell: sh examples/api.sh [http://127.0.0.1:7860]
set -eu
url=${1:-http://127.0.0.1:7860}

curl --silent --fail "$url/healthz"
echo

# One question, one JSON object.
curl --silent --fail "$url/api/answer" -H 'Content-Type: application/json' \
  -d '{"question": "Which company destroyed its stocks in Russia?"}'
echo

# Bounds, and the sources as an event of their own before the answer.
curl --silent --fail --no-buffer "$url/api/answer" -H 'Content-Type: application/json' \
  -d '{"question": "Where was the Expo held?", "filters": {"outlets": ["Silk Road Briefing"]}, "stream": true}'

curl --silent --fail "$url/api/articles?limit=2"
echo

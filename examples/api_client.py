"""Ask a running chat through its JSON API: python examples/api_client.py "QUESTION" [http://127.0.0.1:7860]

Start the chat with `citewire chat`. Only Python's own library is needed here.
"""

import json
import sys
from typing import Any
from urllib.request import Request, urlopen


def ask(question: str, url: str, history: list[dict[str, Any]]) -> dict[str, Any]:
    """Return an answer; `history` holds earlier ones as they came, oldest first."""
    body = json.dumps({"question": question, "history": history}).encode()
    request = Request(f"{url}/api/answer", body, {"Content-Type": "application/json"})
    with urlopen(request) as response:
        answer: dict[str, Any] = json.load(response)
    return answer


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    answer = ask(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:7860", [])
    print(answer["text"])
    for citation in answer["citations"]:
        print(f'[{citation["n"]}] {citation["title"]}: "{citation["quote"]}"')

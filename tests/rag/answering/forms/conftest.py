"""One small archive of news that every form is asked of."""

from pathlib import Path

import pytest

from embeddings import IndexSettings, rebuild
from rag import Settings

ARTICLES = {
    "ferry-1": """---
title: Ferry line to Arle to open
date: 2024-03-06
source: Coast Times
author: Ines Holm
---
The ferry line to Arle opens on 1 May, harbour minister Tove Lind said on Tuesday.
It will cost 40 million crowns.

"We have waited for this ferry for ten years," Lind said. The union of seamen called the plan reckless.
""",
    "ferry-2": """---
title: Ferry line to Arle costs more
date: 2024-05-10
source: Wire
---
The ferry line to Arle will cost 55 million crowns, the audit office said on Thursday.
Work on the pier began in January.

Minister Tove Lind rejected the figure. "The audit office cannot count," she said.
""",
    "ferry-3": """---
title: Lind quits over ferry line
date: 2024-06-03
source: Coast Times
---
Harbour minister Tove Lind resigned yesterday over the cost of the ferry line to Arle. Olof Krantz takes over.

Krantz said that the ferry line would be finished. The Greens want a bridge instead of a ferry.
""",
    "bridge": """---
title: Greens ask for a bridge
date: 2024-06-20
source: Wire
---
The Greens asked for a bridge to Arle on Wednesday. A bridge would cost 90 million crowns, party leader Ana Voss said.

Voss told reporters that a bridge needs no crew. US firms offered to build it.
""",
    "museum": """---
title: Museum returns mask
date: 2023-11-02
source: Wire
---
The museum of Torsund has returned a bronze mask to Benin. The mask was taken in 1897.
""",
}


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder: Path = tmp_path_factory.mktemp("newsroom")
    index = tmp_path_factory.mktemp("newsroom-index")
    for name, text in ARTICLES.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    rebuild(folder, settings=IndexSettings(seeds=folder, index=index))
    return Settings(seeds=folder, index=index)

"""The MCP server: three tools through which an assistant asks the articles, searches them and reads one."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from typing import Annotated, Any, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from rag import CitewireError, Filters, Settings, answer
from rag import search as search_passages
from ui import texts
from ui.api.models import AnswerModel, ArticleModel, SourceModel
from ui.library.catalogue import find_article
from ui.library.collected import collected

_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)

From = Annotated[str | None, Field(description="First date of publication, YYYY-MM-DD.")]
To = Annotated[str | None, Field(description="Last date of publication, YYYY-MM-DD.")]
Outlets = Annotated[Sequence[str], Field(description="Only articles of these outlets.")]
Kinds = Annotated[Sequence[str], Field(description="Only articles of these kinds, such as news or background.")]
Ids = Annotated[Sequence[str], Field(description="Only articles with these ids.")]
Collection = Annotated[
    str | None, Field(description="Only the articles of the collection of this name, in place of other bounds.")
]

_Tool = TypeVar("_Tool", bound=Callable[..., Any])


def build_mcp(settings: Settings) -> MCPServer[Any]:
    """Return the server over the index that `settings` names; nothing is read before a tool is called."""
    server: MCPServer[Any] = MCPServer(
        "citewire", title=texts.TITLE, instructions=texts.MCP_INSTRUCTIONS, version=version("citewire")
    )

    def tool(function: _Tool) -> _Tool:
        return server.tool(annotations=_READS)(function)

    @tool
    def ask(
        question: str,
        published_from: From = None,
        published_to: To = None,
        outlets: Outlets = (),
        kinds: Kinds = (),
        article_ids: Ids = (),
        collection: Collection = None,
    ) -> AnswerModel:
        """Answer a question from the articles: the answer, and the exact sentences it rests on with their offsets.

        `kind` is "answer", "quotes" (the closest sentences, none of them sure) or "abstained" (not in the articles).
        `form` says what sort of answer it is, such as a timeline or a count, and `rows` has its parts.
        """
        with _explained():
            filters = Filters.parse(published_from, published_to, outlets, kinds, article_ids)
            filters = collected(collection, filters, settings)
            return AnswerModel.of(answer(question, filters=filters, settings=settings))

    @tool
    def search(
        query: str,
        limit: Annotated[int, Field(ge=1, le=50, description="Passages to return.")] = 10,
        published_from: From = None,
        published_to: To = None,
        outlets: Outlets = (),
        kinds: Kinds = (),
        article_ids: Ids = (),
        collection: Collection = None,
    ) -> list[SourceModel]:
        """Return the passages of the articles nearest to a query, best first, without answering it."""
        with _explained():
            filters = Filters.parse(published_from, published_to, outlets, kinds, article_ids)
            filters = collected(collection, filters, settings)
            found = search_passages(query, filters=filters, top_k=limit, settings=settings)
            return [SourceModel.of(source) for source in found]

    @tool
    def read_article(article_id: str) -> ArticleModel:
        """Return one article with its whole text, by an id that ask or search gave."""
        with _explained():
            found = find_article(settings, article_id)
        if found is None:
            raise ToolError(texts.no_article(article_id))
        return ArticleModel.whole(found)

    return server


@contextmanager
def _explained() -> Iterator[None]:
    """Hand an error that citewire raises on purpose to the assistant, in its own words."""
    try:
        yield
    except CitewireError as error:
        raise ToolError(str(error)) from error

"""A walk through an Answer over the sample articles, cell by cell: run it as a script or open it as a notebook."""

# %% Build the index: one call, and only new text is embedded.
from citewire import Filters, Turn, answer, rebuild, search, stream, verify

report = rebuild("seeds")
print(f"{report.articles_total} articles, generation {report.generation}")

# %% Ask. `short` is the bare answer, `text` the answer with its [n] marks.
cisco = answer("Which company destroyed its stocks in Russia?")
print(cisco.kind, "|", cisco.form, "|", cisco.short, "|", cisco.text, "|", f"{cisco.confidence:.2f}")

# %% Each citation is an exact stretch of a stored article.
for citation in cisco.citations:
    article = next(found.article for found in cisco.passages if found.article.id == citation.article_id)
    assert article.text[citation.start : citation.end] == citation.quote
    print(f"[{citation.n}] {citation.reference}: {citation.quote}")

# %% Citations can be checked again at any time, here or after they have been through JSON.
print(verify(cisco).ok, sorted(cisco.to_json()))

# %% A follow-up is read in the light of what was asked before, and says how it was understood.
follow_up = answer("What were they worth?", history=[Turn.of(cisco)])
print(follow_up.understood_as, "->", follow_up.text)

# %% Filters bound what is read.
print(answer("Who spoke at the forum?", filters=Filters.parse("2023-04-01", "2023-04-30", ["Interfax"])).text)

# %% What the articles do not say is not answered.
print(answer("How do I bake bread?").text)

# %% The passages alone, without a reader.
for found in search("spare parts for network equipment", top_k=3):
    print(f"{found.similarity:.2f} {found.article.title}")

# %% Sources first, then the answer: for a page that shows what is being read.
for step in stream("Where was the Russian-Chinese Expo held?"):
    print(step.text if not isinstance(step, tuple) else f"{len(step)} passages to read")

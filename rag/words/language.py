"""Language: whether a question is asked in another language than English, told by its letters and its small words."""

import re
from collections.abc import Mapping

from rag.words.content_words import FUNCTION_WORDS, words

# Words too frequent to be missing from a question, none of them one of English or a likely name in it.
_SMALL_WORDS: Mapping[str, str] = {
    "de": """der das ist wer wie wo wann warum welche welcher welches und nicht ein eine einen von für mit über hat
        haben wurde sind im zum zur auf gibt es viele""",
    "fr": """le les des est qui que quoi quand où pourquoi comment quel quelle quels quelles une dans sur avec pour du
        au aux sont été combien est-ce qu ont y il""",
    "es": """el los las es quién qué cuándo dónde por cómo cuál cuáles cuánto cuántos una del con para fue son ha han
        quien cuanto donde cuando en y se""",
    "pt": """os é quem quando onde porque como qual quais quanto quantos uma dos das com para foi são tem não em do da
        na e""",
    "it": """il lo gli è chi quando dove perché come quale quali quanto quanti una della dei con per sono ha hanno di
        che nel e stato cosa""",
    "tr": """kim ne zaman nerede neden nasıl hangi kaç bir ve için ile mi mı mu mü olan olarak hakkında var oldu
        nedir""",
    "id": """siapa apa kapan mana mengapa bagaimana berapa yang di dan untuk dengan dari adalah ini itu tentang pada
        telah""",
}
_SCRIPTS: Mapping[str, re.Pattern[str]] = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
}
_KNOWN = {code: frozenset(small.split()) for code, small in _SMALL_WORDS.items()}
_LETTER = re.compile(r"[^\W\d_]")
TOLD: Mapping[str, str] = {
    "de": "Die Artikel sind auf Englisch. Bitte stellen Sie die Frage auf Englisch.",
    "fr": "Les articles sont en anglais. Veuillez poser la question en anglais.",
    "es": "Los artículos están en inglés. Haga la pregunta en inglés, por favor.",
    "pt": "Os artigos estão em inglês. Faça a pergunta em inglês, por favor.",
    "it": "Gli articoli sono in inglese. Si prega di porre la domanda in inglese.",
    "tr": "Makaleler İngilizce. Lütfen soruyu İngilizce sorun.",
    "id": "Artikel-artikel ini berbahasa Inggris. Silakan bertanya dalam bahasa Inggris.",
    "ja": "記事は英語です。英語で質問してください。",
    "zh": "这些文章是英文的。请用英文提问。",
    "ru": "Статьи написаны по-английски. Задайте, пожалуйста, вопрос на английском языке.",
    "ar": "المقالات مكتوبة بالإنجليزية. يُرجى طرح السؤال بالإنجليزية.",
    "hi": "लेख अंग्रेज़ी में हैं। कृपया प्रश्न अंग्रेज़ी में पूछें।",
}


def language(text: str) -> str:
    """Return the code of the language of a text, "en" unless something speaks for one of eleven others.

    A language written in Latin letters needs two of its small words and more of them than of English ones: a name in
    a question, however foreign, is no question in its language.
    """
    letters = _LETTER.findall(text)
    for code, script in _SCRIPTS.items():
        written = sum(script.match(letter) is not None for letter in letters)
        if letters and written >= (0.1 if code == "ja" else 0.5) * len(letters):
            return code
    lower = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())
    english = sum(word in FUNCTION_WORDS for word in words(text))
    counted = {code: sum(word in small for word in lower) for code, small in _KNOWN.items()}
    best = max(counted, key=lambda code: counted[code])
    return best if counted[best] >= 2 and counted[best] > english else "en"


def not_english(question: str, passages: str) -> str | None:
    """Return, in the question's language, that the articles are English; None where they are not, or it is English."""
    asked = language(question)
    return TOLD[asked] if asked != "en" and language(passages) == "en" else None

"""The bundled reader, on its real weights. The passages are easy: what is tested is the reading, not the training."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest
import torch

from rag.reader import Reading, SpanWeights
from rag.reader.reader import Reader
from rag.reader.signals import Signals
from rag.reader.words import words

CISCO = (
    "In January Cisco physically destroyed all its stocks in Russia, worth 1.86 billion rubles, because sales there "
    "had ended, its Russian unit reported."
)
EXPO = "The seventh Russian-Chinese Expo was held in Yekaterinburg, and 500 Chinese nationals attended it."
FUND = "The Industrial Development Fund lent a record 140 billion rubles (US$1.55 billion) in 2022."
BREAD = "Wheat flour, water, salt and yeast are kneaded into a dough, which rises for an hour."
PASSAGES = [("Cisco leaves", CISCO), ("", EXPO), ("The fund", FUND), ("Baking", BREAD)]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load(None)


def texts(passage: str, reading: Reading) -> list[str]:
    return [passage[span.start : span.end] for span in reading.spans]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Where was the Russian-Chinese Expo held?", "Yekaterinburg"),
        ("How many Chinese nationals attended the Expo?", "500"),
    ],
)
def test_the_answer_to_a_plain_question_is_the_best_span(reader: Reader, question: str, answer: str) -> None:
    (reading,) = reader.read(question, [("", EXPO)])
    assert answer in texts(EXPO, reading)[0]


def test_spans_are_whole_words_best_first_and_do_not_overlap(reader: Reader) -> None:
    for question in ("What were the stocks worth?", "Who attended?", "When?"):
        for (_, text), reading in zip(PASSAGES, reader.read(question, PASSAGES), strict=True):
            starts, ends = {word.start for word in words(text)}, {word.end for word in words(text)}
            assert reading.spans
            assert all(span.start in starts and span.end in ends for span in reading.spans)
            assert [span.score for span in reading.spans] == sorted((s.score for s in reading.spans), reverse=True)
            ordered = sorted(reading.spans, key=lambda span: span.start)
            assert all(one.end <= other.start for one, other in pairwise(ordered))


def test_there_are_alternatives_beside_the_best_span(reader: Reader) -> None:
    (reading,) = reader.read("Who destroyed its stocks in Russia?", [("", CISCO)])
    assert len(reading.spans) >= 2


def test_an_amount_is_never_cut(reader: Reader) -> None:
    for question in ("What were the stocks worth?", "How much did the fund lend?", "86?", "billion rubles"):
        for (_, text), reading in zip(PASSAGES, reader.read(question, PASSAGES), strict=True):
            for span in texts(text, reading):
                for amount in ("1.86 billion", "140 billion", "US$1.55 billion"):
                    shared = set(amount.split()) & set(span.replace("(", "").replace(")", "").split())
                    assert not shared - {"billion"} or amount in span


def test_passages_read_together_read_as_each_alone(reader: Reader) -> None:
    question = "Where was the Expo held?"
    together = reader.read(question, PASSAGES)
    for passage, reading in zip(PASSAGES, together, strict=True):
        (alone,) = reader.read(question, [passage])
        assert texts(passage[1], alone)[0] == texts(passage[1], reading)[0]
        assert alone.answerable == pytest.approx(reading.answerable, abs=0.3)
        assert alone.spans[0].score == pytest.approx(reading.spans[0].score, abs=0.5)


def test_a_passage_that_answers_is_told_from_one_about_something_else(reader: Reader) -> None:
    expo, bread = reader.read("Where was the Russian-Chinese Expo held?", [("", EXPO), ("", BREAD)])
    assert expo.answerable > bread.answerable


def test_many_threads_read_the_same(reader: Reader) -> None:
    question = "Where was the Expo held?"
    expected = texts(EXPO, reader.read(question, PASSAGES)[1])
    with ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(lambda _: reader.read(question, PASSAGES)[1], range(4)))
    assert [texts(EXPO, reading) for reading in readings] == [expected] * 4


@pytest.mark.parametrize("text", ["", "   \n\t ", "... -- !?", "\u0000\u200b"])
def test_a_passage_without_words_has_no_spans(reader: Reader, text: str) -> None:
    empty, full = reader.read("Where was the Expo held?", [("A title", text), ("", EXPO)])
    assert empty.spans == ()
    assert empty.answerable < full.answerable
    assert full.spans


def test_no_passages_give_no_readings(reader: Reader) -> None:
    assert reader.read("Where?", []) == []


@pytest.mark.parametrize("question", ["", "?" * 50_000, "Where was the Expo held? " * 2_000, "x" * 50_000])
def test_a_question_of_any_length_is_read(reader: Reader, question: str) -> None:
    (reading,) = reader.read(question, [("title " * 10_000, EXPO)])
    assert reading.spans


def test_what_lies_beyond_the_longest_input_is_not_proposed(reader: Reader) -> None:
    text = "Nothing of note happened on that day. " * 200 + EXPO
    (reading,) = reader.read("Where was the Expo held?", [("", text)])
    assert reading.spans
    assert all(span.end <= reader.profile.max_tokens * 10 for span in reading.spans)
    (huge,) = reader.read("Where was the Expo held?", [("", EXPO + " " + "y" * 2_000_000)])
    assert "Yekaterinburg" in texts(EXPO, huge)[0]


@pytest.mark.parametrize(
    "text",
    [
        "展览会在叶卡捷琳堡举行，有五百名中国公民参加。",
        "Выставка прошла в Екатеринбурге, её посетили 500 граждан Китая.",
        "प्रदर्शनी येकातेरिनबर्ग में हुई और 500 चीनी नागरिक आए।",
        "นิทรรศการจัดขึ้นที่เยคาเตรินบูร์ก",
        "Cafe\u0301 Zoe\u0308 🎪 opened in Köln\u00a0— 25\u202f% up.",
    ],
)
def test_offsets_hold_in_any_script(reader: Reader, text: str) -> None:
    (reading,) = reader.read("Where was it held?", [("", text)])
    ends = {word.end for word in words(text)}
    assert reading.spans
    assert all(span.end in ends and text[span.start : span.end].strip() for span in reading.spans)


def test_text_that_looks_like_a_special_token_is_plain_text(reader: Reader) -> None:
    question = "Where was the Expo [SEP] held [PAD] ? [CLS]"
    text = "[SEP] " + EXPO + " [CLS] [MASK] </s>"
    (reading,) = reader.read(question, [("[SEP]", text)])
    assert "Yekaterinburg" in texts(text, reading)[0]
    assert reader.checkpoint.tokenizer.encode("[SEP]", add_special_tokens=False).ids != [
        reader.checkpoint.model.config.eos_token_id
    ]


def test_the_likelihood_is_that_of_the_model_itself(reader: Reader) -> None:
    exact = Reader(reader.checkpoint, replace(reader.profile, weights=SpanWeights(likelihood=1.0)))
    found = exact.candidates("Where was the Expo held?", PASSAGES)[1]
    model, end = reader.checkpoint.model.whole, reader.checkpoint.model.config.eos_token_id
    (row,) = exact._layout.rows("Where was the Expo held?", [PASSAGES[1]])
    for span in found.spans:
        labels = torch.tensor([[*span.pieces, end]])
        with torch.inference_mode():
            logits = model(input_ids=torch.tensor([row.ids]), labels=labels).logits.float()
        wanted = logits.log_softmax(-1).gather(-1, labels.unsqueeze(-1)).sum().item()
        assert span.likelihood == pytest.approx(wanted, rel=0.05, abs=0.5)


def test_confidence_lies_between_nought_and_one_and_grows_with_the_evidence(reader: Reader) -> None:
    calibration = reader.calibration
    low, high = Signals(-20.0, -20.0, -9.0, -10.0, 0.0, 0.0, 0.0), Signals(20.0, 10.0, 9.0, 10.0, 0.9, 1.0, 1.0)
    assert 0.0 <= calibration.confidence(low) < calibration.confidence(high) <= 1.0
    assert 0.0 < calibration.quotes_threshold < calibration.answer_threshold < 1.0


@pytest.mark.parametrize("beams", [1, 3])
def test_what_is_generated_stands_in_the_passage_word_for_word(reader: Reader, beams: int) -> None:
    for question in ("Where was the Expo held?", "How much did the fund lend?", "What were the stocks worth?", "Why?"):
        for title, text in PASSAGES:
            written = reader.generate(question, [(title, text)], max_new_tokens=12, num_beams=beams)
            starts, ends = {word.start for word in words(text)}, {word.end for word in words(text)}
            assert written
            assert any(text.startswith(written, start) and start + len(written) in ends for start in starts)
    assert "Yekaterinburg" in reader.generate("Where was the Expo held?", PASSAGES[:2])


def test_a_passage_without_words_leaves_nothing_to_write(reader: Reader) -> None:
    assert reader.generate("Where was the Expo held?", [("", "... --- ...")]) == ""


def test_a_passage_that_answers_nothing_is_written_about_less(reader: Reader) -> None:
    asking = Reader(reader.checkpoint, replace(reader.profile, calibration=replace(reader.calibration, written=1.0)))
    found = asking.candidates("Where was the Russian-Chinese Expo held?", [("", EXPO), ("", BREAD)])
    assert found[0].answerable > found[1].answerable
    (row,) = reader._layout.rows("Where was the Russian-Chinese Expo held?", [("", EXPO)])
    model = reader.checkpoint.model.whole
    with torch.inference_mode():
        output = model(input_ids=torch.tensor([row.ids]), decoder_input_ids=torch.tensor([[101]]))
    silent = output.logits[0, -1].float().softmax(-1)[model.config.eos_token_id]
    assert found[0].written == pytest.approx(float(torch.logit(1 - silent)), rel=0.1, abs=0.3)

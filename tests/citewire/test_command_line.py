"""The command line: what it prints, its exit status, and a plain message where a user would else see a traceback."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rag import Settings

Citewire = Callable[..., Any]
QUESTION = "Where was the Russian-Chinese Expo held?"


@pytest.fixture
def at(settings: Settings) -> list[str]:
    """Options that point a command at the sample articles."""
    return ["--index", str(settings.index), "--seeds", str(settings.seeds)]


@pytest.fixture
def copied(settings: Settings, tmp_path: Path) -> list[str]:
    """Options that point a command at a copy of the index, for commands that write."""
    shutil.copytree(settings.index, tmp_path / "index")
    return ["--index", str(tmp_path / "index"), "--seeds", str(settings.seeds)]


def feed(monkeypatch: pytest.MonkeyPatch, lines: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))


def test_an_answer_is_printed_with_its_citation(citewire: Citewire, at: list[str]) -> None:
    ran = citewire("ask", QUESTION, *at)
    assert (ran.status, ran.err) == (0, "")
    assert "[1] Russia Hopes for Chinese Help in Microelectronics (Silk Road Briefing, 12 July 2023)" in ran.out


def test_json_is_one_object_on_one_line(citewire: Citewire, at: list[str]) -> None:
    ran = citewire("ask", QUESTION, "--json", *at)
    assert ran.out.count("\n") == 1
    assert ran.json["question"] == QUESTION
    assert "Yekaterinburg" in ran.json["citations"][0]["quote"]


def test_questions_from_standard_input_are_answered_in_order_past_a_bad_one(
    citewire: Citewire, at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [QUESTION, "", "How many kopecks are in a ruble?", "x" * 50_000, "Кто выступил на форуме?"]
    feed(monkeypatch, "\r\n".join(asked).encode() + b"\n\xff?\n")
    ran = citewire("ask", "--json", *at)
    printed = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 1
    assert [line["question"] for line in printed[:-1]] == asked
    assert [("error" in line) for line in printed] == [False, True, False, True, False, True]
    assert "50,000" in printed[3]["error"]


def test_good_questions_from_standard_input_end_well(
    citewire: Citewire, at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, f"{QUESTION}\nHow do I bake bread?".encode())
    ran = citewire("ask", *at)
    assert ran.status == 0
    assert ran.out.index("Silk Road Briefing") < ran.out.index("Not in these articles.")


def test_a_fresh_process_prints_each_answer_before_the_next_question_is_asked_and_nothing_else(at: list[str]) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-m", "citewire", "ask", "--json", *at], stdin=pipe, stdout=pipe, stderr=pipe, text=True
    ) as running:
        assert running.stdin and running.stdout and running.stderr
        for asked in (QUESTION, "How many kopecks are in a ruble?"):
            running.stdin.write(f"{asked}\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["question"] == asked
        running.stdin.close()
        assert running.stderr.read() == ""
        assert running.wait() == 0


def test_filters_are_obeyed(citewire: Citewire, at: list[str]) -> None:
    ran = citewire("ask", "What did Cisco destroy?", "--json", "--outlet", "interfax", "--to", "2023-04-30", *at)
    assert {citation["source"] for citation in ran.json["citations"]} == {"Interfax"}
    assert "No article passes" in citewire("ask", QUESTION, "--kind", "poem", *at).out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ask", "?"), "The question is empty"),
        (("ask", "why " * 12_500), "50,000 characters"),
        (("ask", QUESTION, "--from", "soon"), "YYYY-MM-DD"),
        (("ask", QUESTION, "--style", "poetic"), "extract or free"),
        (("ask", QUESTION, "--collection", "Poems"), "There is no collection “Poems”"),
        (("ask", QUESTION, "--collection", "Poems", "--kind", "poem"), "not both"),
        (("ask", QUESTION, "--top-k", "0"), "1 to 50"),
        (("show", "nothing"), "citewire list"),
        (("remove", "nothing"), "citewire list"),
        (("ask", QUESTION, "--reader", "./absent"), "absent"),
        (("ask", QUESTION, "--config", "absent.toml"), "absent.toml"),
        (("verify", "absent.json"), "absent.json"),
        (("rebuild", "absent-folder"), "absent-folder"),
    ],
)
def test_what_cannot_be_done_ends_with_one_plain_message(
    citewire: Citewire, copied: list[str], arguments: tuple[str, ...], message: str
) -> None:
    ran = citewire(*arguments, *copied)
    assert (ran.status, ran.out) == (1, "")
    assert message in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", [["ask", "Who?"], ["list"], ["show", "x"], ["verify"], ["ask", "--json"]])
def test_a_missing_index_names_the_command_that_builds_one(citewire: Citewire, command: list[str]) -> None:
    ran = citewire(*command, "--index", "nowhere")
    assert ran.status == 1
    assert "citewire rebuild" in ran.err


@pytest.mark.parametrize("misuse", [["bogus"], ["ask", "--bogus"], ["remove"], ["ask", "a", "b"], ["list", "--index"]])
def test_misuse_exits_with_status_two(citewire: Citewire, misuse: list[str]) -> None:
    assert citewire(*misuse).status == 2


def test_something_unforeseen_is_one_line_too(
    citewire: Citewire, at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the moon\nis down")

    monkeypatch.setattr("rag.engine.Engine.of", fail)
    ran = citewire("ask", QUESTION, *at)
    assert ran.status == 1
    assert ran.err == (
        "Something unforeseen happened (RuntimeError: the moon). "
        "Set CITEWIRE_DEBUG=1 and run it again for the details.\n"
    )


def test_an_interrupted_command_exits_with_130(
    citewire: Citewire, at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rag.engine.Engine.of", interrupt)
    ran = citewire("ask", QUESTION, *at)
    assert (ran.status, ran.out) == (130, "")
    assert "Traceback" not in ran.err


def test_the_list_names_every_article(citewire: Citewire, at: list[str]) -> None:
    ran, listed = citewire("list", *at), citewire("list", "--json", *at).json
    assert f"{len(listed)} articles" in ran.out
    assert all(article["id"] in ran.out and article["title"] in ran.out for article in listed)
    assert {"id", "title", "published", "source", "kind", "path"} <= set(listed[0])


def test_an_article_is_shown_whole(citewire: Citewire, at: list[str]) -> None:
    first = citewire("list", "--json", *at).json[0]
    shown = citewire("show", first["id"], "--json", *at).json
    assert len(shown["text"]) == first["characters"]
    assert shown["passages"][-1]["end"] <= len(shown["text"])
    assert shown["text"] in citewire("show", first["id"], *at).out


def test_a_removed_article_is_gone_until_a_full_rebuild(citewire: Citewire, copied: list[str]) -> None:
    cited = citewire("ask", QUESTION, "--json", *copied).json["citations"][0]["article_id"]
    assert [article["id"] for article in citewire("remove", cited, "--json", *copied).json] == [cited]
    assert cited not in citewire("list", *copied).out
    assert citewire("rebuild", *copied).status == 0
    assert cited not in citewire("list", *copied).out
    assert citewire("rebuild", "--full", *copied).status == 0
    assert cited in citewire("list", *copied).out


def test_a_dry_run_says_what_it_would_do_and_does_nothing(citewire: Citewire, copied: list[str]) -> None:
    Path("more").mkdir()
    Path("more/bridge.md").write_text("# Bridge\n\nThe Alder bridge was opened by the mayor Ines Holm in May.\n")
    before = citewire("list", *copied).out
    planned = citewire("rebuild", "more", "--dry-run", "--json", *copied).json
    assert (planned["added"], planned["dry_run"]) == (["bridge.md"], True)
    assert "Nothing was written" in citewire("rebuild", "more", "--dry-run", *copied).out
    assert citewire("list", *copied).out == before
    assert "1 added" in citewire("rebuild", "more", *copied).out


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_built(citewire: Citewire, tmp_path: Path) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    (folder / "bridge.md").write_text("# Bridge\n\nThe Alder bridge was opened by the mayor Ines Holm in May.\n")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    ran = citewire("rebuild", str(folder), "--index", str(tmp_path / "fresh"))
    assert ran.status == 0
    assert "1 added" in ran.out
    assert "broken.pdf" in ran.err


def test_the_doctor_finds_a_sound_installation_sound(citewire: Citewire, at: list[str]) -> None:
    ran = citewire("doctor", "--json", *at)
    assert ran.status == 0
    assert {check["name"] for check in ran.json["checks"]} >= {"index", "store", "reader"}
    assert all(check["ok"] and check["mend"] is None for check in ran.json["checks"])
    assert ran.json["settings"]["index"] == at[1]


def test_the_doctor_names_the_command_for_each_thing_that_is_wrong(citewire: Citewire) -> None:
    ran = citewire("doctor", "--json", "--index", "nowhere", "--seeds", "nowhere", "--reader", "./absent")
    failed = {check["name"]: check["mend"] for check in ran.json["checks"] if not check["ok"]}
    assert ran.status == 1
    assert set(failed) == {"articles folder", "index", "store", "vector search", "reader"}
    assert all(failed.values())
    assert "mend it with: citewire rebuild" in citewire("doctor", "--index", "nowhere").out


def test_global_options_may_stand_before_the_command(citewire: Citewire, at: list[str]) -> None:
    assert citewire(*at, "list").status == 0
    assert citewire(f"--index={at[1]}", "list").status == 0


def test_what_follows_two_dashes_is_a_question_and_no_option(citewire: Citewire, at: list[str]) -> None:
    assert citewire("ask", "--json", *at, "--", "--index").json["question"] == "--index"


def test_help_and_list_do_not_wait_for_the_models(at: list[str]) -> None:
    watched = (
        "import sys; from citewire.cli.app import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print({'torch', 'transformers', 'gradio'} & set(sys.modules), file=sys.stderr)"
    )
    for command in (["--help"], ["list", *at]):
        ran = subprocess.run([sys.executable, "-c", watched, *command], capture_output=True, text=True, check=True)
        assert ran.stderr.strip() == "set()"


def test_a_reader_of_the_output_that_leaves_early_is_no_error(at: list[str]) -> None:
    command = f"{sys.executable} -m citewire list {' '.join(at)} | head -n 1"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert "Headline" in ran.stdout
    assert ran.stderr == ""

"""The package: what is built from the repository holds all it needs, and answers where the repository is not."""

import ast
import json
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = ("citewire", "embeddings", "rag", "ui")


def canonical(requirement: str) -> str:
    """Return the name of a requirement as an index knows it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~; ]", requirement, maxsplit=1)[0]).lower()


def test_what_is_imported_is_asked_for() -> None:
    imported = {
        name.split(".")[0]
        for package in PACKAGES
        for path in (REPOSITORY / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    } - {*PACKAGES, *sys.stdlib_module_names}
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {name: packages for name, packages in project["optional-dependencies"].items() if name != "dev"}
    asked = {canonical(one) for packages in (project["dependencies"], *extras.values()) for one in packages}
    distributions = packages_distributions()
    assert imported
    missing = {name for name in imported if not asked & {canonical(one) for one in distributions[name]}}
    assert missing == set()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source distribution, and the wheel that is made from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(REPOSITORY)]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder


def kept(*rooms: str) -> set[str]:
    """Return the files that the repository keeps in some of its rooms."""
    listed = subprocess.run(["git", "ls-files", *rooms], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return {name for name in listed.stdout.splitlines() if (REPOSITORY / name).is_file()}


@pytest.mark.slow
@pytest.mark.skipif(not (REPOSITORY / ".git").exists(), reason="what belongs to the package is told by git")
def test_wheel_and_source_distribution_are_complete(built: Path) -> None:
    (wheel,), (source,) = built.glob("*.whl"), built.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as packed:
        assert {name for name in packed.namelist() if ".dist-info/" not in name} == kept(*PACKAGES)
    with tarfile.open(source) as packed_source:
        held = {name.partition("/")[2] for name in packed_source.getnames()}
    assert kept() - held <= {".gitignore"}
    assert {"tests/conftest.py", "seeds/2023-04-05-interfax-localization.txt"} <= held


@pytest.mark.slow
def test_an_installed_wheel_answers_from_another_folder(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", str(wheel)]
    subprocess.run(install, check=True)
    (site,) = environment.glob("lib/*/site-packages")
    # The libraries are those of the tests; citewire is the wheel's alone, since a .pth file named here is not followed.
    here = [path for path in sys.path if path.endswith("site-packages")]
    (site / "libraries.pth").write_text("\n".join(here), encoding="utf-8")
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "ferry.txt").write_text("Ferry opens\n\nThe ferry to Marnholm was opened by Ada Lund on Monday.")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def run(*arguments: str) -> str:
        command = [str(environment / "bin" / "citewire"), *arguments, "--index", "index"]
        ran = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    code = "import citewire, rag; print(citewire.__file__, rag.__file__)"
    homes = subprocess.run([str(python), "-c", code], cwd=elsewhere, capture_output=True, text=True, check=True).stdout
    assert all(Path(home).is_relative_to(site) for home in homes.split())
    run("rebuild", str(articles))
    given = json.loads(run("ask", "Who opened the ferry to Marnholm?", "--json"))
    assert given["short"] == "Ada Lund"
    assert given["citations"][0]["quote"] == "The ferry to Marnholm was opened by Ada Lund on Monday."

"""What is said while articles are added, and of those that were left out."""

from typing import Final

from ui.texts.figures import counted, megabytes

NOTHING_SENT: Final = "There was no article in what was sent. Choose files that hold some."
TOO_LARGE: Final = "it is larger than 20 MB. Put it into the folder of articles instead, and look at that again."
ZIP_LOCKED: Final = (
    "it is locked with a password, or packed in a way that cannot be read. Unpack it, then add the files"
)
ZIP_BROKEN: Final = "it is no zip archive, or a broken one. Pack it again"
STAGES: Final = {
    "scan": "Looking at the files…",
    "read": "Reading articles",
    "split": "Splitting into passages",
    "embed": "Embedding passages",
    "commit": "Saving",
    "index": "Building the search index",
}
REBUILD_UNEXPECTED: Final = (
    "The rebuild stopped and the articles are as they were before. The details are in the terminal window where the"
    " chat was started. Run “citewire doctor” there; it names what to mend."
)


def progress(stage: str, done: int, total: int, seconds_left: float) -> str:
    """Tell how far a stage has come: "Embedding passages: 1,200 of 18,800, about 12 minutes left"."""
    minutes = max(1, round(seconds_left / 60))
    return f"{stage}: {done:,} of {total:,}, about {counted(minutes, 'minute')} left"


def rebuilt(added: int, changed: int, removed: int, unchanged: int, embedded: int) -> str:
    """Sum up a rebuild."""
    if not (added or changed or removed):
        return f"Nothing new: {counted(unchanged, 'file')} unchanged."
    return (
        f"{added:,} added, {changed:,} changed, {removed:,} removed, {unchanged:,} unchanged;"
        f" {counted(embedded, 'passage')} embedded."
    )


def would(added: int, changed: int, removed: int, unchanged: int, embedded: int) -> str:
    """Sum up what a rebuild would do."""
    if not (added or changed or removed):
        return f"Nothing would change: {counted(unchanged, 'file')} unchanged."
    return (
        f"Would be {added:,} added, {changed:,} changed, {removed:,} removed, {unchanged:,} unchanged;"
        f" {counted(embedded, 'passage')} to embed. Nothing was written."
    )


def failed(path: str, reason: str) -> str:
    """Say why a file could not be read."""
    return f"{path} was left out: {reason}"


def excluded(number: int) -> str:
    """Say how many articles stay out because they were removed by hand."""
    return f"{counted(number, 'article')} removed earlier: left out. They can be brought back below."


def more_faults(number: int) -> str:
    """Say how many faults are not listed."""
    return f"and {number:,} more."


def duplicate(path: str, other: str) -> str:
    """Say that a file repeats another."""
    return f"{path} is the same article as {other}; it is kept once."


def too_many_files(number: int, most: int) -> str:
    """Say that an upload holds too many files."""
    return f"{number:,} files at once are too many; send at most {most:,}. For a whole folder: citewire rebuild FOLDER"


def zip_too_large(largest: int, total: int) -> str:
    """Say that more comes out of an archive than can be taken."""
    return (
        f"more comes out of it than can be taken: {megabytes(largest)} for one file, {megabytes(total)} in all."
        " Unpack it into a folder and use: citewire rebuild FOLDER"
    )


def text_too_long(number: int, most: int) -> str:
    """Say that pasted text is too long."""
    return f"The text is {number:,} characters long; at most {most:,} can be pasted. Add it as a file instead."

"""What the terminal, the API and assistants are told."""

from typing import Final

from ui.texts.figures import counted, megabytes

TOO_FAST: Final = "Too many requests in one minute. Wait a little, then ask again; nothing was lost."
NO_ROUTE: Final = "There is nothing at this address."
OTHER_HOST: Final = (
    "The chat was asked for by a name that is not this machine's. Open it at the address that the terminal names."
)
OTHER_ORIGIN: Final = (
    "The request comes from a page of another site, and those may only link to the chat. Behind a proxy, name the"
    " address that the chat is reached at: citewire chat --origin https://news.example.org"
)
NO_EVENT: Final = "The page sent what it should not. Load it again; the conversation is kept."
NO_LENGTH: Final = "An upload must say how long it is: send the header Content-Length."
NO_ROOM: Final = "Too many uploads wait to be added. Try again in ten minutes."
WRONG_LOGIN: Final = "Name or password is wrong."
LOGIN_WANTED: Final = (
    "This needs a login: the right name and password by HTTP Basic for the API, or the page at /login."
)
WRONG_RANGE: Final = "offset starts at 0 and limit lies from 1 to 1,000."
NO_MCP: Final = "citewire mcp needs the package mcp, which is not installed: pip install 'mcp>=2.0,<3'"
MCP_INSTRUCTIONS: Final = (
    "Answers questions from a folder of news articles on this machine. Every answer comes with the exact sentences it"
    " rests on; quote those, with outlet and date, and say so where nothing was found."
)
WRONG_AUTH: Final = "--auth takes a name and a password with a colon between them, each name once: --auth reader:secret"
WRONG_NAME: Final = "A name needs a letter and may hold no colon: citewire login anna"
NO_LOGINS: Final = "it holds no login"
AUTH_SEEN: Final = (
    "Other users of this machine can read the password of --auth in the process list. Keep it in a file instead:"
    " citewire login NAME >> logins, then citewire chat --auth-file logins"
)
NAME: Final = "Name"
PASSWORD: Final = "Password"
LOG_IN: Final = "Log in"
LOG_OUT: Final = "Log out"
BUSY: Final = "Too many questions wait to be answered. Ask again in a little while; nothing was lost."
OWN_BUSY: Final = "Too many of your questions wait to be answered already. Ask again when some of them are."
UNFORESEEN: Final = (
    "Something unforeseen happened, and the request was not carried out. The details are in the terminal window where"
    " the chat was started."
)


def storage_fault(path: str, reason: str) -> str:
    """Say that what the chat keeps cannot be read or written."""
    return (
        f"What the chat keeps in {path} cannot be read or written ({reason}). Check the folder's permissions and the"
        " space on the disk; where the file itself is broken, move it away, and the chat begins a new one."
    )


def port_taken(host: str, port: int, reason: str) -> str:
    """Say that a port cannot be used and name another."""
    other = port + 1 if port < 65535 else port - 1
    return f"Port {port} on {host} cannot be used: {reason}. Choose another: citewire chat --port {other}"


def open_host(host: str) -> str:
    """Say why a host beyond this machine needs a password."""
    return (
        f"{host} can be reached from other machines, and the chat would show your articles to everyone there."
        f" Ask for a login: citewire login NAME >> logins, then citewire chat --host {host} --auth-file logins"
    )


def file_too_large(largest: int) -> str:
    """Say that an uploaded file is too large."""
    return f"One of the files is too large; at most {megabytes(largest)} can be taken. Nothing was added."


def not_hashed(name: str) -> str:
    """Say that a file of logins holds something else than hashes."""
    return f"The file of logins holds no hash for {name!r}. Make its line anew: citewire login {name}"


def no_auth_file(file: str, reason: str) -> str:
    """Say that a file of logins cannot be used."""
    return f"The file of logins {file} cannot be used ({reason}). Add a login to it: citewire login NAME >> {file}"


def no_origin(origin: str) -> str:
    """Say that an address is no origin."""
    return f"{origin!r} is no address of a server. Write scheme and host alone: --origin https://news.example.org"


def unforeseen_update(detail: str) -> str:
    """Say that the look at the articles failed in a way that nobody foresaw."""
    return f"Something unforeseen happened ({detail}). Look for the file at fault: citewire rebuild"


def not_serving(url: str) -> str:
    """Say that the server ended as soon as it began."""
    return f"The chat could not be served at {url}; the lines above say why. Try another port: citewire chat --port N"


def no_votes(index: str) -> str:
    """Say that there is no index to hold votes."""
    return f"There is no index in {index}, so no answer was judged. Name another one: citewire cases --index FOLDER"


def cases_made(cases: int, votes: int) -> str:
    """Sum up what became of the votes."""
    left = "" if cases == votes else " A vote that leaves open what is right, or comes twice, makes none."
    return f"{counted(cases, 'case')} of {counted(votes, 'vote')}.{left}"


def serving(url: str) -> str:
    """Say where the chat is and how it ends."""
    return f"The chat is at {url}   (Ctrl+C stops it)"


def index_as_it_is(reason: str) -> str:
    """Say that the chat opens on the index as it stands."""
    return f"The articles could not be looked at again, so the chat opens with those it has. {reason}"

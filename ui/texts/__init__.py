"""Every English sentence of the chat, in one place; one module for each subject."""

from ui.texts.adding import *
from ui.texts.clippings import *
from ui.texts.figures import *
from ui.texts.library import *
from ui.texts.page import *
from ui.texts.replies import *
from ui.texts.server import *
from ui.texts.sources import *
from ui.texts.suggesting import *

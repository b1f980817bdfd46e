"""`citewire` and `python -m rag`: the command line."""

from rag.cli.app import main

if __name__ == "__main__":
    main()

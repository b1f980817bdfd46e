"""`citewire` and `python -m citewire`: the command line."""

from citewire.cli.app import main

if __name__ == "__main__":
    main()

"""`python -m hutong` and the `hutong` command."""

from hutong.cli import hutong


def main() -> None:
    """Run the command line."""
    hutong()


if __name__ == "__main__":
    main()

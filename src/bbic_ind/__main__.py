"""The program as ``python -m bbic_ind``, for where its command is on no path."""

from bbic_ind.cli.main import main

if __name__ == "__main__":
    main()

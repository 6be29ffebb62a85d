"""Other municipalities' key figures, from files saved by hand, and where ours lie among them.

Nothing is fetched, nobody is ranked, and no figure for the country is made: a mean of
shares is the share of nothing.
"""

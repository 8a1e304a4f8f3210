"""Whether the tests of a room hold its decisions: small wrong changes are made one by one, and a test must fail for each."""

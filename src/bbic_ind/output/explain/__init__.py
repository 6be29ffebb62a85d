"""An explanation and its cases in words: for whoever works with the data, never to be sent on."""

"""Surveys: a run answered question by question, in the words and order of whoever asks."""

"""Individuality: what in a plan is this client's own, and the closest twin of each sentence and of the plan.

Lives here: sentences, what makes one the client's own, similarity that can be explained, the index that finds twins.
Never lives here: a judgement of the person or of the writer.
"""

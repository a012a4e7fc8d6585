"""The Russian pipeline: slovnet's weights, run here, under a dictionary and a grammar.

slovnet's own inference is not used. It takes each word's head on its own: of 145 sentences of communiqués, 8 got a cycle or two roots and 17 more got arcs that
cross; and its tagger knows no dictionary. Here the tag of a word is the best that the dictionary allows, heads are the best *tree*, what grammar all but rules
out costs score before the tree is sought, and a few mistakes that remain again and again are put right after.

Sources: slovnet and navec (https://github.com/natasha), trained on news, with the labels of Universal Dependencies; pymorphy3 with OpenCorpora's dictionary;
J. Eisner, "Three new probabilistic models for dependency parsing", COLING 1996.
"""

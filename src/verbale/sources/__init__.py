"""From the outside to text: one module a kind of source.

:mod:`~verbale.sources.text` decodes bytes, :mod:`~verbale.sources.folder` lists a folder, :mod:`~verbale.sources.inputs` turns what a user
names into sources, :mod:`~verbale.sources.language` says which language a text is in.
"""

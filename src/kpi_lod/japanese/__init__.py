"""What Japanese municipalities print, read and written: text in, plain Python values out.

Reading order: characters → years, numbers, units → cells. Nothing here knows of RDF or of files;
what cannot be read is a :class:`kpi_lod.errors.UnreadableError`.
"""

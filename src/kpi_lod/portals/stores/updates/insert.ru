# これらのグラフにトリプルを加える。
# Adds triples to these graphs.
INSERT DATA { ${graphs} }

# マーカーのグラフから、これらの節点について書いたことを消す。
# Removes from the marker graph what it tells of these nodes.
DELETE { GRAPH <${marker}> { ?node ?p ?o } }
WHERE { VALUES ?node { ${nodes} } GRAPH <${marker}> { ?node ?p ?o } }

# Phase 2 of the normalisation (https://www.w3.org/TR/vocab-data-cube/#normalize-algorithm): values
# that stand on a data set or a slice are given to its observations. Needs phase 1.
PREFIX qb: <http://purl.org/linked-data/cube#>

# Components attached to the data set.
INSERT { ?observation ?property ?value }
WHERE {
  ?component qb:componentAttachment qb:DataSet ; qb:componentProperty ?property .
  ?dataSet qb:structure/qb:component ?component ; ?property ?value .
  ?observation qb:dataSet ?dataSet .
} ;

# Components attached to slices.
INSERT { ?observation ?property ?value }
WHERE {
  ?component qb:componentAttachment qb:Slice ; qb:componentProperty ?property .
  ?dataSet qb:structure/qb:component ?component ; qb:slice ?slice .
  ?slice ?property ?value ; qb:observation ?observation .
} ;

# Dimensions that a slice fixes, whatever their attachment.
INSERT { ?observation ?dimension ?value }
WHERE {
  ?dataSet qb:structure/qb:component/qb:componentProperty ?dimension ; qb:slice ?slice .
  ?dimension a qb:DimensionProperty .
  ?slice ?dimension ?value ; qb:observation ?observation .
}

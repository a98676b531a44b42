# Phase 1 of the normalisation (https://www.w3.org/TR/vocab-data-cube/#normalize-algorithm): classes
# and general properties that the abbreviated form leaves out. Comes before phase 2.
PREFIX qb: <http://purl.org/linked-data/cube#>

INSERT { ?observation a qb:Observation } WHERE { [] qb:observation ?observation } ;

INSERT { ?observation a qb:Observation . ?dataSet a qb:DataSet }
WHERE { ?observation qb:dataSet ?dataSet } ;

INSERT { ?slice a qb:Slice } WHERE { [] qb:slice ?slice } ;

INSERT { ?set qb:componentProperty ?property . ?property a qb:DimensionProperty }
WHERE { ?set qb:dimension ?property } ;

INSERT { ?set qb:componentProperty ?property . ?property a qb:MeasureProperty }
WHERE { ?set qb:measure ?property } ;

INSERT { ?set qb:componentProperty ?property . ?property a qb:AttributeProperty }
WHERE { ?set qb:attribute ?property }

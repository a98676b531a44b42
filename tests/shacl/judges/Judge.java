// Jena as a judge: one line "shapes-file TAB data-file" (N-Triples) on standard input, the report
// as N-Triples and a line "." on standard output; a line "! reason" where Jena gives up.
// Run as: java -cp <the jars> Judge.java

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.lang.LabelToNode;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.system.Txn;

public class Judge {
    // The transactional store tells terms apart; Jena's default graph would match 1 and 01.
    static DatasetGraph read(String file) {
        DatasetGraph dataset = DatasetGraphFactory.createTxnMem();
        Txn.executeWrite(dataset, () ->
            RDFParser.source(file).lang(Lang.NTRIPLES).checking(false)
                .labelToNode(LabelToNode.createUseLabelAsGiven()).parse(dataset));
        return dataset;
    }

    static Graph report(String shapes, String data) {
        DatasetGraph shapesSet = read(shapes);
        DatasetGraph dataSet = read(data);
        return Txn.calculateRead(shapesSet, () -> Txn.calculateRead(dataSet, () -> {
            Shapes parsed = Shapes.parse(shapesSet.getDefaultGraph());
            return ShaclValidator.get().validate(parsed, dataSet.getDefaultGraph()).getGraph();
        }));
    }

    public static void main(String[] none) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] pair = line.split("\t");
            try {
                RDFDataMgr.write(System.out, report(pair[0], pair[1]), Lang.NTRIPLES);
                System.out.println(".");
            } catch (RuntimeException | StackOverflowError error) {
                System.out.println("! " + error.toString().replace('\n', ' '));
            }
            System.out.flush();
        }
    }
}

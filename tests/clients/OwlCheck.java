import java.io.File;
import org.semanticweb.HermiT.Configuration;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/**
 * Reads each file named and prints a line for each violation of the OWL 2 DL profile and for each class that
 * can have no member, then one that begins with "axioms" and says whether HermiT finds the whole consistent.
 */
public final class OwlCheck {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            OWLOntology ontology =
                OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(file));
            for (OWLProfileViolation violation : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
                System.out.println("violation " + violation);
            }
            Reasoner reasoner = new Reasoner(new Configuration(), ontology);
            boolean consistent = reasoner.isConsistent();
            if (consistent) {
                for (OWLClass empty : reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()) {
                    System.out.println("unsatisfiable " + empty);
                }
            }
            System.out.println("axioms " + ontology.getAxiomCount() + (consistent ? " consistent" : " inconsistent"));
        }
    }
}

"""What has to hold of packs, of the graph that they make and of its RDF, beyond what reading shows."""

"""Officials, agencies, territories, events, assessments and quotes of Indonesian regional news, as a knowledge graph."""

"""The provinces: their names over time, the events that tie them, and the spellings that mean them."""

"""The widgets, one module each: what to show goes in, what the student wants comes out as a message."""

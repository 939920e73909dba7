"""From LaTeX to MathML that is safe to show."""

import fc from "fast-check";

// As Hypothesis does for the tests in Python: CI looks at the same examples each time, and others find new ones.
if (process.env.CI) fc.configureGlobal({ seed: 1 });

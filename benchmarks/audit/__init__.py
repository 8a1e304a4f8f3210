"""`make audit`: the shipped site looked at by axe, the Nu validator and Lighthouse, and weighed."""

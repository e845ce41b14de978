// Every test of the suite, in the order in which they run.
import './findings.test';
import './programs.test';
import './explain.test';
import './follow.test';
import './openapi.test';
import './settings.test';

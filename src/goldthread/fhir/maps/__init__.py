"""Maps: the codes that are understood, with our own labels. Only codes met in published data or named in the sources
that each module cites; no code system is shipped here.

LOINC: this material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief Institute, Inc.
and the LOINC Committee and is available at no cost under the licence at http://loinc.org/license.
"""

"""How sure a report is: a weighing of how it was found against what careful readers said of such
reports."""

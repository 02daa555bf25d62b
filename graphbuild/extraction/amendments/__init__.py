"""What a text does to other documents or to parts of them: amends, replaces, repeals, suspends, extends, corrects."""

-- In version 2 of the category rules one word, the German for zero, was read as SQL's null.
update support.category_concept set words = array_replace(words, null, 'null') where array_position(words, null) is not null;

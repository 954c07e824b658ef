-- In version 2 of the category rules one word, the German for zero, was read as SQL's null.
update support.category_concept set words = array_replace(words, null, 'null') where array_position(words, null) is not null;
update support.category_concept
   set words = words || '{has not come,have not come,hasnt come,havent come,never came,didnt come}'
 where version = 2 and name = 'LATE'
   and exists (select 1 from support.category_concept where version = 2 and name = 'NEVER_ANY');

"""Reading the wiki: each question takes the actor first and answers with what that actor may see."""

# Who is sought, and of whom nothing is told without their yes.
sought-in-circle = They are in your circle.
sought-not-in-circle = They are not in your circle. The name shown is the one they chose.
sought-did-tell-reviewed = A moderator compares first, then they learn it. You can change this.
refusal-missing-news-gone = This news does not count any more.
refusal-missing-news-gone-next = It was taken away, or its time is over. Load the list again.

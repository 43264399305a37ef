//! By what copies of a post are recognised, and finding them in memory. Pure.

use std::collections::{HashMap, HashSet};

use media::Print;
use words::{Bands, Sketch};

use super::rumour::links;
use crate::model::rumour::How;

/// By what copies of a post are recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Its links, as they are compared.
    pub links: Vec<String>,
    /// Its pictures.
    pub prints: Vec<Print>,
    /// Its text, when it is long enough to be told from others.
    pub text: Option<Sketch>,
}

impl Marks {
    /// Of a text and pictures. `is_name` says of a folded word whether it names a place here.
    #[must_use]
    pub fn of(text: &str, prints: Vec<Print>, is_name: impl Fn(&str) -> bool) -> Self {
        Self { links: links(text), prints, text: Sketch::of(text, is_name) }
    }
    /// Whether there is nothing to recognise it by.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.links.is_empty() && self.prints.is_empty() && self.text.is_none()
    }
    /// Those that others gave the same name, each as it is kept.
    pub fn kept(&self) -> impl Iterator<Item = (How, Vec<u8>)> + '_ {
        let links = self.links.iter().map(|l| (How::Link, l.clone().into_bytes()));
        let prints = self.prints.iter().map(|p| (How::Picture, p.to_bytes().to_vec()));
        links.chain(prints).chain(self.text.iter().map(|t| (How::Text, t.to_bytes())))
    }
    /// Puts in one that was kept; what cannot be read is left out.
    pub fn put(&mut self, how: How, mark: &[u8]) {
        match how {
            How::Link => self.links.extend(String::from_utf8(mark.to_vec())),
            How::Picture => self.prints.extend(Print::from_bytes(mark)),
            How::Text => self.text = Sketch::from_bytes(mark).or(self.text.take()),
            How::First | How::Hand | How::Beside => {}
        }
    }
}

/// Marks, each with what it belongs to.
#[derive(Clone, Debug)]
pub struct Index<T> {
    links: HashMap<String, T>,
    prints: Vec<(Print, T)>,
    texts: Bands<T>,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self { links: HashMap::new(), prints: Vec::new(), texts: Bands::default() }
    }
}

impl<T: Copy + Ord> Index<T> {
    /// Keeps marks.
    pub fn add(&mut self, marks: Marks, of: T) {
        for link in marks.links {
            self.links.entry(link).or_insert(of);
        }
        self.prints.extend(marks.prints.into_iter().map(|p| (p, of)));
        if let Some(text) = marks.text {
            self.texts.add(text, of);
        }
    }
    /// What marks belong to, and by which, the surest first.
    #[must_use]
    pub fn find(&self, marks: &Marks) -> Option<(T, How)> {
        self.all(marks).into_iter().next()
    }
    /// All that marks belong to, the surest first: a link, then a picture, then the text. What stands beside a link and is long enough to say
    /// something is another's word: what it says and shows itself goes before the link then, so that no link hides it.
    #[must_use]
    pub fn all(&self, marks: &Marks) -> Vec<(T, How)> {
        let text = marks.text.as_ref().and_then(|text| self.texts.same(text)).map(|(of, _)| (*of, How::Text));
        let links = |how: How| marks.links.iter().filter_map(move |l| self.links.get(l)).map(move |of| (*of, how));
        let picture = self.picture(marks);
        match (&marks.text, marks.links.is_empty()) {
            (None, _) => links(How::Link).chain(picture).collect(),
            (_, true) => picture.into_iter().chain(text).collect(),
            _ => text.into_iter().chain(picture).chain(links(How::Beside)).collect(),
        }
    }
    fn picture(&self, marks: &Marks) -> Option<(T, How)> {
        let near = |print: &Print| {
            let far = self.prints.iter().map(|(known, of)| (known.distance(print), *of));
            far.filter(|(far, _)| *far <= Print::SAME).min()
        };
        marks.prints.iter().filter_map(near).min().map(|(_, of)| (of, How::Picture))
    }
    /// How many marks are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.links.len().saturating_add(self.prints.len()).saturating_add(self.texts.len())
    }
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Posts of one incident that are like each other and no rumour yet, the newest some ten thousand different ones: when the younger half is
/// full the older half is forgotten. A text that is said again by many stays as long as it is said.
#[derive(Debug)]
pub struct Lately<P, A> {
    young: Half<P, A>,
    old: Half<P, A>,
    most: usize,
}

/// Posts that are like each other: which, and by whom.
#[derive(Clone, Debug)]
pub struct Group<P, A> {
    /// The posts, in the order in which they came, and by what each came here.
    pub posts: Vec<(P, A, How)>,
    marks: Marks,
}

#[derive(Debug)]
struct Half<P, A> {
    index: Index<usize>,
    groups: Vec<Group<P, A>>,
}

impl<P, A> Default for Half<P, A> {
    fn default() -> Self {
        Self { index: Index::default(), groups: Vec::new() }
    }
}

/// Posts that one group remembers: enough to make a rumour of it.
const REMEMBERED: usize = 64;

impl<P: Copy + Ord, A: Copy + Ord + std::hash::Hash> Lately<P, A> {
    /// Room for so many different posts in each half.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { young: Half::default(), old: Half::default(), most: most.max(1) }
    }
    /// A post came: the group that it is of, this post in it. The same post that comes again changes nothing.
    pub fn came(&mut self, post: P, author: A, marks: &Marks) -> Option<&Group<P, A>> {
        if let Some((at, how)) = self.young.index.find(marks) {
            return self.young.join(at, (post, author, how), marks);
        }
        let from_old = self.old.index.find(marks);
        if self.young.groups.len() >= self.most {
            self.old = std::mem::take(&mut self.young);
        }
        let (group, came) = match from_old.and_then(|(at, how)| Some((self.old.groups.get(at)?.clone(), how))) {
            // It is said again: it is young again.
            Some((group, how)) => (group, Some(how)),
            None => (Group { posts: Vec::new(), marks: marks.clone() }, None),
        };
        let at = self.young.groups.len();
        self.young.index.add(group.marks.clone(), at);
        self.young.groups.push(group);
        self.young.join(at, (post, author, came.unwrap_or(How::First)), marks)
    }
    /// How many groups are remembered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.young.groups.len().saturating_add(self.old.groups.len())
    }
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<P: Copy + Ord, A: Copy + Ord> Half<P, A> {
    fn join(&mut self, at: usize, (post, author, how): (P, A, How), marks: &Marks) -> Option<&Group<P, A>> {
        let group = self.groups.get_mut(at)?;
        let known = group.posts.iter().any(|(p, ..)| *p == post);
        if !known && group.posts.len() < REMEMBERED {
            group.posts.push((post, author, how));
        }
        // A copy by its link or picture may say it in other words: those are recognised from now on too. What stands beside a link may say
        // the contrary: nobody who repeats that says what the others say.
        if !known && !matches!(how, How::Text | How::First | How::Beside) && !marks.is_empty() {
            self.index.add(marks.clone(), at);
        }
        Some(group)
    }
}

impl<P, A: Eq + std::hash::Hash + Copy> Group<P, A> {
    /// How many different authors say so.
    #[must_use]
    pub fn authors(&self) -> usize {
        self.posts.iter().map(|(_, author, _)| *author).collect::<HashSet<A>>().len()
    }
    /// By what the first of them is recognised.
    #[must_use]
    pub const fn marks(&self) -> &Marks {
        &self.marks
    }
}

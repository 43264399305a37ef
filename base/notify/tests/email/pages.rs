//! The page of a mail, as it arrives: kept beside, so that every change of it is seen (`npm run shots` draws pictures of them).

use kernel::Lang;
use notify::{
    Kind,
    email::testing::{How, MailServer},
};

use crate::scene::{SENT, Scene, letter};

#[tokio::test]
async fn the_pages_of_mails_are_those_that_were_looked_at() {
    let server = MailServer::start(How::Plain);
    let scene = Scene::new(&server.settings()).await;
    let mut drill = letter(Lang::Fr);
    drill.message.drill = true;
    drill.title = format!("EXERCICE {}", drill.title);
    let mut code = letter(Lang::Fr);
    code.message.kind = Kind::Code;
    code.title = "Votre code : 482 913".to_owned();
    code.text = "Votre code est 482 913. Il est bon dix minutes. Ne le donnez à personne.".to_owned();
    code.button = "Ouvrir la page".to_owned();
    code.stop = None;
    for (name, letter) in
        [("ask_fr", letter(Lang::Fr)), ("ask_ar", letter(Lang::Ar)), ("drill_fr", drill), ("code_fr", code)]
    {
        assert_eq!(scene.carry(&letter, "lea@example.net").await, SENT);
        let page = server.next().html.replace("\r\n", "\n");
        for never in ["<img", "src=", "url(", "http://", "<script", "<link"] {
            assert!(!page.contains(never), "{name}: {never}");
        }
        insta::assert_snapshot!(name, page);
    }
}

"""Saying: the verbs by which somebody is told to say something, as an alternation of a pattern."""

SAID = (
    r"said|says|told|tells|adds?|added|noted|notes|explained|explains|warned|warns|answered|argued|argues|claimed|"
    r"claims|stated|states|announced|announces|insisted|insists|wrote|writes|tweeted|replied|concluded|concludes|"
    r"described|describes|called|calls|denied|denies|confirmed|confirms|promised|predicted|predicts|suggested|"
    r"suggests|urged|urges|demanded|demands|criticised|criticized|praised|blamed|blames|expressed|reported|"
    r"remarked|commented|acknowledged|admitted|accused|emphasised|emphasized|stressed|pointed\s+out|declared|"
    r"vowed|pledged|alleged|testified|reiterated|condemned|thinks|believes|hopes|asked|went\s+on"
)

"""The words that count people, name them, and say what became of them."""

from __future__ import annotations

KILLED_VERBS = frozenset(
    "kill murder slay massacre assassinate execute behead slaughter lynch martyr gun butcher".split()
)
TO_DEATH = frozenset("stab beat hack burn stone club bludgeon batter crush trample starve shoot".split())
"""Verbs that kill with 'to death' behind them."""
DIED_VERBS = frozenset("die perish succumb drown".split())
INJURED_VERBS = frozenset("injure wound hurt maim hospitalise hospitalize".split())
DETAINED_VERBS = frozenset(
    "arrest detain jail imprison abduct kidnap capture apprehend seize incarcerate intern round nab".split()
)
GATHERED_VERBS = frozenset(
    "protest demonstrate march rally gather assemble attend chant picket converge mass turn join parade "
    "congregate take flock throng".split()
)
OUTCOME_WORDS = {
    "dead": "killed",
    "deaths": "killed",
    "fatalities": "killed",
    "bodies": "killed",
    "corpses": "killed",
    "killed": "killed",
    "fatally": "",
    "wounded": "injured",
    "injured": "injured",
    "hurt": "injured",
    "injuries": "injured",
    "arrests": "detained",
    "detained": "detained",
    "arrested": "detained",
    "detainees": "detained",
    "protesters": "size",
    "protestors": "size",
    "demonstrators": "size",
    "marchers": "size",
    "protester": "size",
}
"""Words that are counted themselves: 'nine dead and 16 hurt', '30 arrests', 'some 5,000 protesters'."""

KILLING_NOUNS = frozenset("killing murder massacre execution assassination death slaying beheading slaughter".split())
DETAINING_NOUNS = frozenset("arrest detention abduction kidnapping capture jailing imprisonment".split())
CROWD_NOUNS = frozenset("crowd crowds turnout".split())
MARCH_NOUNS = frozenset("rally march demonstration protest gathering".split())
WOUNDS = frozenset("injury injuries wound wounds".split())
TOLL_NOUNS = frozenset("toll".split())
TALLIES = frozenset("number tally count figure".split())
LIVES = frozenset("life lives".split())
CASUALTIES = frozenset("casualties casualty".split())
ARMED = frozenset(
    "soldiers soldier troops fighters policemen officers guards militants rebels commandos paramilitaries "
    "personnel".split()
)
PARTICLES = {
    "turn": frozenset({"out"}),
    "take": frozenset({"streets", "part"}),
    "round": frozenset({"up"}),
    "gun": frozenset({"down"}),
    "join": frozenset({"protest", "protests", "rally", "rallies", "march", "demonstration", "demonstrations"}),
    "fall": frozenset(".,;!?") | {"and", "in", "during", "when", "on", "while"},
}
"""Verbs that say what became of people only with one of these words after them."""

PEOPLE = frozenset(
    "people person persons man men woman women child children civilian soldier troop troops policeman "
    "policemen policewoman officer guard fighter militant rebel insurgent gunman gunmen terrorist protester "
    "protestor demonstrator activist student teacher worker journalist reporter villager resident passenger "
    "victim patient doctor medic nurse aid-worker refugee migrant prisoner hostage detainee suspect member "
    "commander general colonel boy girl baby infant family relative brother sister son daughter mother father "
    "wife husband farmer fisherman fishermen herder trader shopper worshipper worshiper pilgrim tourist "
    "bystander pedestrian driver sailor marine airman airmen pilot crew peacekeeper recruit cadet conscript "
    "reservist paramilitary personnel staff employee official politician lawmaker minister mayor governor "
    "judge lawyer priest cleric imam monk nun other supporter opponent voter settler dissident national "
    "citizen foreigner adult teenager youth elder human soul inmate miner engineer diplomat ambassador leader "
    "servicemen serviceman servicewoman combatant jihadist extremist separatist smuggler trafficker criminal "
    "attacker assailant bomber rioter looter mourner marcher rallier spectator fan player musician actor "
    "singer writer author blogger critic nationalist loyalist volunteer rescuer paramedic firefighter ranger "
    "contractor labourer laborer gangster thief robber dealer operative agent spy mercenary legionnaire "
    "infantryman infantrymen neighbour neighbor pupil schoolchildren schoolgirl schoolboy toddler pensioner "
    "grandmother grandfather survivor evacuee signatory monarch king prince tribesman tribesmen clansman "
    "villagers elders kid kids guy captive commuter jailer warden chief deputy director executive founder "
    "organiser organizer unionist dockworker nuns trooper lieutenant captain sergeant major corporal private "
    "colonels generals policewomen congressman senator deputies candidate".split()
)
PEOPLE_ENDINGS = ("er", "or", "ist", "man", "men", "woman", "women", "ian", "ee", "ant", "ese")

NOT_PEOPLE = frozenset(
    "january february march april may june july august september october november december percent % per cent "
    "year month week day hour minute second decade century night time km kilometre kilometer mile metre meter "
    "foot feet inch acre hectare dollar euro pound rupee rouble ruble yuan yen cent dirham shekel lira naira "
    "rand shilling million billion trillion rocket missile drone tank vehicle house home building outpost "
    "post town village city attack strike airstrike raid bombing explosion blast ship vessel boat aircraft "
    "plane jet helicopter car bus truck lorry train school hospital gun rifle weapon pistol grenade round "
    "shell bomb mine ton tonne kilogram kilo gram barrel site base target camp checkpoint province district "
    "region country state nation charge count point seat share case sanction company firm bank vote word page "
    "item location area place side front front-line position bullet shot wound cow goat sheep horse animal "
    "dog camel cattle tree shop market church mosque temple office room tent bridge road party group unit "
    "battalion brigade division regiment force incident violation clash protest rally march demonstration "
    "package measure law article step stage phase part half third quarter number figure total degree volt "
    "watt megawatt litre liter gallon bag box container visa passport document copy message post tweet video "
    "image photo goal game match set rule order deal agreement round meeting talk question reason way thing "
    "fire shot sentence term family-home murder death killing arrest injury kidnapping crime bill coin note "
    "ticket flight service operation sortie".split()
)

VAGUE = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999),
    "hundreds of thousands": (200_000, 999_999),
    "millions": (2_000_000, 9_999_999),
    "several": (3, 9),
    "a few": (3, 9),
    "few": (3, 9),
    "several dozen": (36, 99),
    "several hundred": (300, 999),
    "a few hundred": (300, 999),
    "several thousand": (3_000, 9_999),
    "a few thousand": (3_000, 9_999),
    "a handful": (3, 9),
}
"""Words for no exact number: the lowest and the highest that they can mean."""

AT_LEAST = (
    "at least",
    "not less than",
    "no fewer than",
    "no less than",
    "more than",
    "over",
    "above",
    "upwards of",
    "well over",
)
AT_MOST = ("up to", "as many as", "at most", "no more than", "not more than")
BELOW = ("fewer than", "less than", "under")
APPROXIMATE = frozenset("about around some nearly almost roughly approximately estimated close".split())

"""How sources speak of groups of places that have a count or a list for a name.

They are no aliases: a reader searches for places, and these are phrases that mean a group only beside its subject.
"""

from __future__ import annotations

from typing import Final

#: By area; each phrase was read in a source that lists the group, or whose title does.
PHRASES: Final = {
    "A-central": ("Central regions",),
    "A-doumen-hitech": ("斗门区、高新区",),
    "A-east": ("Eastern provinces and municipalities", "East China", "The east"),
    "A-gansu-last-8": ("最后8个未脱贫县",),
    "A-guangyuan-nanchong-12": ("12 counties (cities, districts) of Guangyuan and Nanchong",),
    "A-hebei-28": ("28 counties in Hebei",),
    "A-helpers-1996": ("13个东部沿海发达省市", "13个省市"),
    "A-helpers-east-15": ("东部15个省市", "15 eastern provinces", "東部の15の"),
    "A-helpers-east-8": ("东部8个省市", "Eight eastern provinces"),
    "A-helpers-gansu-4": ("东部4市", "东部四市"),
    "A-helpers-guizhou-7": ("7个帮扶城市", "7个东部城市", "Seven cities in East China"),
    "A-helpers-guizhou-8": ("8个帮扶城市",),
    "A-helpers-tibet-17": ("17个省市", "17 provinces and cities"),
    "A-helpers-tibet-all": ("17个省市、22家中央企业",),
    "A-helpers-xinjiang-19": (
        "十九省市",
        "19省市",
        "19 provinces and cities",
        "Nineteen Chinese provinces and municipalities",
    ),
    "A-jingxi-napo": ("靖西那坡",),
    "A-minority-8": ("民族8省区",),
    "A-nanjiang4": ("新疆南部4地域",),
    "A-recipients-1996": ("西部10个省区",),
    "A-recipients-west-10": ("西部10个省区市", "10 western provinces"),
    "A-recipients-west-11": ("西部11个省区市", "西部の11の省"),
    "A-tibetan-areas-3": ("Tibetans in Sichuan, Yunnan and Gansu",),
    "A-west": ("Western poverty-stricken areas", "Western poor areas", "Western regions", "West China", "The west"),
    "A-xinjiang-last-10": ("10个未摘帽县",),
    "A-xpcc-13": ("XPCC Div. 13",),
    "A-yunnan-prefectures-8": ("Eight autonomous prefectures",),
}

#include <array>

#include "lexicon_entry.hpp"

namespace fealty::complaints {
namespace {

constexpr auto people_cues = std::to_array<LexiconEntry>({
    {"rudeness",
     "rude* | impolite | laughed | laughed at | rolled her eyes | rolled his eyes | snapped at | shouted | yelled | "
     "swore | "
     "insult* | made fun | unfriendly | arrogant | was cold | cold and | hung up on | called me | sneer* | mocked | "
     "disturbing her | disturbing him | disturbing them | attitude | dismissive",
     "嘲笑 | 翻白眼 | 翻着白眼 | 骂 | 吼 | 爱理不理 | 冷冰冰 | 态度差 | 态度恶劣 | 不耐烦 | 嫌我 | 挂我电话 | 摆脸色 | "
     "凶 | 满脸不屑 | 没礼貌",
     "type victim .75; cause encounter_failure .9; need friendliness .88; severity moderate .7; meaning shortcoming .8",
     "impolite staff: a service encounter failure (Keaveney 1995)"},
    {"treated badly",
     "treated me like | treated us like | like a thief | like an idiot | like garbage | like dirt | like a criminal | "
     "no "
     "respect | disrespect*",
     "像审犯人 | 当犯人 | 一文不值 | 不尊重 | 没有尊严 | 尊严 | 看不起",
     "type victim .85; cause encounter_failure .7; severity serious .7; meaning shortcoming .75",
     "being treated without respect"},
    {"distress",
     "cried | crying | tears | helpless | terrified | shaking | ashamed | humiliat* | upset | worthless | felt like | "
     "at my "
     "wits | nightmare | desperate | sleepless | hurts | so tired of | sick of | starving | in pain | heartbroken | "
     "makes me sad | anxious | scared",
     "难受 | 崩溃 | 无助 | 哭 | 丢人 | 寒心 | 委屈 | 害怕 | 发抖 | 没脸 | 真是累了 | 心累 | 难过 | 心里不是滋味 | 绝望 "
     "| "
     "受不了 | 疼",
     "type victim .85; severity serious .55; meaning shortcoming .6", "tells what it did to him", Denial::ignored},
    {"weak people",
     "my mother | my father | my children | my child | kids | toddler | baby | wheelchair | stick | disabled | elderly "
     "| "
     "pregnant | my little girl | my daughter | my son | old man | widow",
     "母亲 | 父亲 | 孩子 | 轮椅 | 拐杖 | 老人 | 残疾 | 孕妇 | 去世 | 女儿 | 儿子 | 高龄",
     "type victim .65; severity serious .5", "people who cannot help themselves are concerned"},
    {"nobody cares",
     "nobody cares | no one cares | nobody has called | nobody apolog* | no apology | no staff | left alone | did not "
     "care | "
     "shrugged | nobody helped | uncaring | nobody came",
     "没人管 | 谁管我 | 没人理 | 没有人管 | 不闻不问 | 耸耸肩 | 没人处理 | #句道歉都没有 | 没道歉 | 没有一个人",
     "type victim .6; cause encounter_failure .65; need importance .8; meaning shortcoming .75",
     "uncaring staff: a service encounter failure (Keaveney 1995)", Denial::ignored},
    {"no explanation by staff",
     "different answer* | # different answers | # answers | nobody could tell | still do not understand | no idea what "
     "| spoke "
     "to the screen | read the website | did not know | legal language | could not answer",
     "说法不 | 说法都不 | #种说法 | 更糊涂 | 看不懂 | 不知道自己 | 对着电脑 | 一问三不知 | 到底信哪个 | 谁都不知道 | "
     "说不清",
     "cause encounter_failure .65; need information .75; severity moderate .7; meaning shortcoming .75",
     "staff who cannot explain: unknowledgeable (Keaveney 1995)", Denial::ignored},
    {"machine instead of a person",
     "robot | chat bot | chatbot | a machine decides | automat* reply | same sentence | human being | a real person | "
     "talking "
     "to a wall | template answer | have a person",
     "机器人 | 智能客服 | 真人 | 活人 | 跟墙说话 | 同一句话 | 模板回复 | 机器决定 | 自动回复",
     "type victim .5; cause failed_response .65; need understanding .8; severity moderate .6; meaning shortcoming .7",
     "nobody listens", Denial::ignored},
    {"not asked",
     "without asking | nobody asked | no one asked | was just decided | without my consent | never agreed | without "
     "telling",
     "没问过我 | 没人问 | 没有人问过 | 没经过我 | 从来没同意 | 没问我 | 直接就定",
     "need choice .65; meaning shortcoming .6", "decided over his head", Denial::ignored},
    {"privacy", "in the corridor | everyone could hear | my address to | personal data | data protection | leaked my",
     "所有人都听见 | 个人信息 | 泄露 | 隐私 | 把我的地址", "cause ethics .6; severity serious .6",
     "what is private was told"},
});

}  // namespace

std::span<const LexiconEntry> people_entries() noexcept {
  return people_cues;
}

}  // namespace fealty::complaints

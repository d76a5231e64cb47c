"""Word of mouth and becoming accustomed, as a notebook asks for them."""

from __future__ import annotations

import pickle

import numpy as np
import polars as pl
import pytest

import fealty as fy

figure = fy.loyalty.textbook_figure


def test_the_figures_of_the_lecture_are_reproduced() -> None:
    bad, good = fy.loyalty.word_of_mouth(tells=(6, 5)), fy.loyalty.word_of_mouth(tells=(5, 3))
    assert bad.reach().mean.value == 36 and bad.reach().variance == 246
    assert good.reach().mean.value == 20 and good.reach().variance == 95
    fixed = fy.loyalty.word_of_mouth((6, 5), law="fixed").reach()
    assert fixed.variance == 0 and fixed.people.lower == fixed.people.upper == 36
    net = good.against(bad, share=0.2)
    assert net.ratio.value == pytest.approx(1.8)
    assert net.net.value == pytest.approx(0.8 * 20 - 0.2 * 36)
    assert net.break_even_share.value == pytest.approx(20 / 56)
    with pytest.raises(AttributeError, match="has no figure 'nett'; it has good"):
        _ = net.nett


def test_reach_has_its_distribution_and_its_uncertainty() -> None:
    reach = fy.loyalty.word_of_mouth(tells=[(6, 0.5), (5, 0.4)]).reach(market=500)
    frame = reach.to_frame()
    assert frame.columns == ["generation", "people", "people_lower", "people_upper", "standard_error"]
    assert frame["generation"].to_list() == ["1", "2", "all", "distinct"]
    assert reach.mean.standard_error == pytest.approx(np.hypot(6 * 0.5, 6 * 0.4))
    assert reach.distinct.value < reach.mean.value
    table = reach.distribution()
    assert table["probability"].sum() == pytest.approx(1, abs=1e-11)
    assert (table["people"] * table["probability"]).sum() == pytest.approx(36, abs=1e-7)
    assert reach.quantile(0.5) == table.filter(pl.col("at_most") >= 0.5)["people"][0]
    assert "One customer reaches" in repr(reach) and "<table>" in reach._repr_html_()
    assert repr(pickle.loads(pickle.dumps(reach))) == repr(reach)


def test_a_few_tell_many() -> None:
    even = fy.loyalty.word_of_mouth((6, 5)).reach()
    uneven = fy.loyalty.word_of_mouth((6, 5), law="negative_binomial", shape=0.3).reach()
    assert uneven.mean.value == even.mean.value
    assert uneven.variance > 5 * even.variance
    mixed = fy.loyalty.word_of_mouth((6, 5), law=["fixed", "binomial"], shape=[0, 10]).reach()
    assert mixed.variance == pytest.approx(6 * 5 * 0.5)


def test_the_word_goes_on_or_dies_out() -> None:
    word = fy.loyalty.word_of_mouth((6, 0.5))
    assert word.extinction().value == 1
    assert word.endless_mean().value == pytest.approx(12)
    assert fy.loyalty.word_of_mouth((2,)).extinction().value == pytest.approx(0.20318786997997995)
    drawn = word.simulate(5000, seed=2, market=50)
    assert drawn.max() <= 50 and drawn.mean() < 9
    assert (drawn == word.simulate(5000, seed=2, market=50)).all()


def test_a_textbook_figure_is_used_only_if_it_is_given_and_then_it_is_said() -> None:
    tells = (figure("dissatisfied_tell"), figure("dissatisfied_pass_on"))
    assumed, own = fy.loyalty.word_of_mouth(tells), fy.loyalty.word_of_mouth((6, 5))
    assert assumed == own
    assert "Assumed: dissatisfied_tell = 6, a textbook figure" in repr(assumed.reach())
    assert "Anderson (1998)" in assumed.reach()._repr_html_()
    assert "Assumed: dissatisfied_tell" in repr(assumed)
    with pytest.raises(fy.ParameterError, match="could not say so"):
        fy.loyalty.blended_acquisition_cost(100, tells[0])
    assert "Assumed" not in repr(own.reach())
    assert "satisfied_tell" in repr(own.against(fy.loyalty.word_of_mouth(tells), 0.2))
    assert pickle.loads(pickle.dumps(tells[0])) == tells[0]
    table, chinese = fy.loyalty.textbook_figures(), fy.loyalty.textbook_figures("zh")
    assert table.columns == ["name", "value", "lower", "upper", "claim", "source", "evidence_against"]
    assert table["name"].to_list() == chinese["name"].to_list() and len(table) == 8
    assert chinese["claim"][0] == "一位不满的客户会告诉 6 个人"
    with pytest.raises(fy.ParameterError, match="did you mean"):
        figure("satisfied_tel")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"tells": ()}, "number of generations"),
        ({"tells": (-1,)}, "tells is -1"),
        ({"tells": ("six",)}, "must be a number, a pair"),
        ({"tells": (6, 5), "law": "poison"}, "did you mean"),
        ({"tells": (6, 5), "law": ["poisson"]}, "there are 2 generations"),
        ({"tells": (6,), "law": "negative_binomial"}, "shape is 0"),
    ],
)
def test_what_cannot_be_is_refused(given: dict[str, object], message: str) -> None:
    with pytest.raises(fy.ParameterError, match=message):
        fy.loyalty.word_of_mouth(**given)  # type: ignore[arg-type]


def test_a_ladder_is_climbed_by_exposure() -> None:
    ladder = fy.loyalty.accustoming(onward=[(0.4, 0.04), (0.3, 0.03), 0.2], back=[0.05, 0.1, 0.02])
    assert ladder.states_ == ["not_adapted", "enjoys", "compares", "advocates"]
    course = ladder.course(15)
    power = np.linalg.matrix_power(ladder.matrix_, 15)
    last = course.filter(pl.col("exposures") == 15)["share"].to_numpy()
    assert last == pytest.approx(power[0])
    assert ladder.shares_after(15, {"enjoys": 1})["advocates"].value == pytest.approx(power[1, 3])
    time = ladder.exposures_to("advocates")["not_adapted"]
    assert 0 < time.lower < time.value < time.upper
    assert len(ladder.times()) == 12 and ladder.stationary()["share"].sum() == pytest.approx(1)
    with pytest.raises(fy.ParameterError, match="no state is absorbing"):
        ladder.absorption()
    again = pickle.loads(pickle.dumps(ladder))
    assert repr(again) == repr(ladder) and "<table>" in again._repr_html_()


def test_a_state_absorbs_only_if_it_is_said() -> None:
    steps = [0.4, 0.3, 0.2]
    with pytest.raises(fy.ParameterError, match="unless the state is said to be absorbing"):
        fy.loyalty.accustoming(steps)
    ladder = fy.loyalty.accustoming(steps, last_absorbs=True)
    assert ladder.exposures_to("advocates")["not_adapted"].value == pytest.approx(1 / 0.4 + 1 / 0.3 + 1 / 0.2)
    assert ladder.absorption()["probability"].to_list() == pytest.approx([1, 1, 1])
    assert "Never left: advocates" in repr(ladder)
    chain = fy.loyalty.accustoming(matrix=[[0.5, 0.5], [0.2, 0.8]], states=["cold", "warm"])
    assert chain.stationary()["share"].to_list() == pytest.approx([2 / 7, 5 / 7])


def test_a_ladder_is_estimated_from_what_was_seen() -> None:
    truth = fy.loyalty.accustoming([0.4, 0.3, 0.2], [0.05, 0.1, 0.02])
    seen = truth.simulate(500, 25, seed=3)
    model = fy.loyalty.Accustoming(prior=0.5)
    assert repr(model) == "Accustoming(states=None, absorbing=(), prior=0.5, level=0.95)"
    with pytest.raises(fy.ParameterError, match="call fit"):
        model.course()
    assert model.fit(seen.to_pandas(), customer="customer") is model
    p = model.probability("enjoys", "compares")
    assert abs(p.value - 0.3) < 4 * p.standard_error
    assert set(model.to_frame().columns) == {
        *("from", "to", "count", "probability", "probability_lower", "probability_upper", "standard_error")
    }
    assert "12,500 transitions" in repr(model)
    with pytest.raises(fy.RecordError, match="there is no column 'customer_id'"):
        model.fit(seen)
    with pytest.raises(fy.RecordError, match="row 1"):
        model.fit({"customer_id": ["a", "a"], "state": ["enjoys", "enjoy"]})

const express = require('express');
const router = express.Router();
const auth = require('../../middleware/auth');
const { Post } = require('../../models/db');

router.get('/', auth, async (req, res) => {
  res.json(await Post.findAll());
});

router.delete('/:id', auth, async (req, res) => {
  try {
    const post = await Post.findById(req.params.id);
    if (!post) {
      return res.status(404).json({ msg: 'Post not found' });
    }
    if (post.user.toString() !== req.user.id) {
      return res.status(401).json({ msg: 'User not authorized' });
    }
    res.json({ msg: 'Post removed' });
  } catch (err) {
    res.status(500).send('Server Error');
  }
});

module.exports = router;
